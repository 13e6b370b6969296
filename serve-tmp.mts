import { singleton } from "/tmp/wt/D1/lib/lifecycle/singleton";
import { createFakeProvider } from "/tmp/wt/D1/lib/testing/fake-provider";
singleton("provider", () => createFakeProvider().provider);
const { serveStudio } = await import("/tmp/wt/D1/server/serve-studio");
const studio = await serveStudio({ dev: false });
console.log(studio.url);
process.once("SIGTERM", () => void studio.stop().then(() => process.exit(0)));
