// Its own check of requests looks for headers by the names of the document where it has made them lower case.
export default {
  input: "./openapi.json",
  output: "made-by-hey-api",
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "zod", { name: "@hey-api/sdk", validator: { response: "zod" } }],
};
