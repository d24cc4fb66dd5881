const input = "./openapi.json";
const made = { mode: "tags-split", headers: false, override: { header: false } };
module.exports = {
  queries: { input, output: { ...made, target: "made-by-orval/query.ts", schemas: "made-by-orval/model", client: "react-query", httpClient: "fetch", mock: true } },
  schemas: { input, output: { ...made, target: "schemas-by-orval/zod.ts", client: "zod" } },
};
