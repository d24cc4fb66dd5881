// What @argdown/core makes of each document of a JSON list: its errors, and the JSON that it exports.
const { ArgdownApplication, DataPlugin, JSONExportPlugin, ModelPlugin, ParserPlugin } = require("@argdown/core");

const drawn = JSON.parse(require("fs").readFileSync(0, "utf8")).map((input) => {
  const app = new ArgdownApplication();
  app.addPlugin(new ParserPlugin(), "parse");
  app.addPlugin(new DataPlugin(), "model");
  app.addPlugin(new ModelPlugin({ removeTagsFromText: true }), "model");
  app.addPlugin(new JSONExportPlugin(), "export");
  const made = app.run({ process: ["parse", "model", "export"], input, logLevel: "silent" });
  const errors = [...(made.parserErrors ?? []), ...(made.exceptions ?? [])].map((error) => error.message);
  return { errors, json: made.json ?? "" };
});
console.log(JSON.stringify(drawn));
