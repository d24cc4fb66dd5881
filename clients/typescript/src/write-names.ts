/** Names of writes, by which the service knows one that is sent again (`Idempotency-Key`). */

/** A name that no write had before; `randomUUID` is there on encrypted pages alone. */
export const newName = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
