import { afterAll, beforeAll } from "vitest";
import type { Studio } from "../http/studio/studio";
import type { FileDatabase } from "./set-up";
import { openTestStudio } from "./studio";

/** What a test file has of its studio. Not there before the first hook has run: read `studio` inside hooks and tests. */
export type FileStudio = { readonly studio: Studio };

/**
 * Registers hooks: the studio of the process (see openTestStudio) on the file's database, for every test of the file.
 * @param given settings that are not the defaults, read when the file's earlier hooks have run
 */
export function setUpStudio(database: FileDatabase, given: () => Record<string, string> = () => ({})): FileStudio {
  let opened: ReturnType<typeof openTestStudio> | undefined;
  beforeAll(() => {
    opened = openTestStudio(database.db, given());
  });
  afterAll(() => opened?.close());
  return {
    get studio() {
      if (!opened) throw new Error("The test's studio is there in hooks and tests only.");
      return opened.studio;
    },
  };
}
