"""What the holder of a key may do."""

from typing import Literal

Role = Literal["editor", "admin"]
"""An editor writes; an admin may also redact."""
