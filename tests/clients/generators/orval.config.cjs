const input = "./openapi.json";
const made = { mode: "tags-split", headers: false, override: { header: false } };
module.exports = {
  query: { input, output: { ...made, target: "orval/query.ts", schemas: "orval/model", client: "react-query", httpClient: "fetch", mock: true } },
  zod: { input, output: { ...made, target: "orval-zod/zod.ts", client: "zod" } },
};
