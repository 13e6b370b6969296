import { ensureBuild } from "../../server/ensure-build";

/** Playwright's global setup: the browser meets the production build of these very sources. */
export default () => ensureBuild();
