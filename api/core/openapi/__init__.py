"""What routes say of themselves in the OpenAPI document, which `api.openapi` puts together."""
