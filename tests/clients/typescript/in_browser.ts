// Gives a page what the scenario tells.
import { tell } from "./scenario.ts";

Object.assign(globalThis, { tell });
