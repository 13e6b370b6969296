import { openAsBlob } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { extensions } from "../db/embedded/open-pglite";
import { servePglite } from "../db/embedded/serve-pglite";

// A process that serves the migrated database of a dump until its parent ends. Test files of one worker use it one after the other:
// making one takes seconds each time, and its compiled code gets fast with use.

const [, , dump = ""] = process.argv;
process.on("disconnect", () => process.exit());
const pglite = await PGlite.create({ extensions, loadDataDir: await openAsBlob(dump) });
const { url } = await servePglite(pglite, {
  folders: [],
  onFatal(error) {
    console.error(error);
    process.exit(1);
  },
});
process.send?.({ url });
