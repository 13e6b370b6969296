import { afterAll, beforeAll } from "vitest";
import { startTestProvider, type TestProvider } from "./test-provider";

/** Registers hooks: a provider for the file's tests. */
export function setUpProvider(redirectOrigin: string): TestProvider {
  let opened: TestProvider | undefined;
  const ready = () => {
    if (!opened) throw new Error("The test's provider is there in hooks and tests only.");
    return opened;
  };
  beforeAll(async () => {
    opened = await startTestProvider();
    opened.origins.add(redirectOrigin);
  });
  afterAll(() => opened?.close());
  return {
    get issuer() {
      return ready().issuer;
    },
    get people() {
      return ready().people;
    },
    get origins() {
      return ready().origins;
    },
    get settings() {
      return ready().settings;
    },
    close: () => ready().close(),
  };
}
