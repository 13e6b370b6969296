import { accountSection } from "./account-section";
import { asyncSection } from "./async-section";
import { creditsSection } from "./credits-section";
import type { DocsChapter, DocsFacts } from "./docs-block";
import { errorsSection } from "./errors/errors-section";
import { gettingStartedSection } from "./getting-started-section";
import { idempotencySection } from "./idempotency-section";
import { jobsSection } from "./jobs-section";
import { keysSection } from "./keys-section";
import { limitsSection } from "./limits-section";
import { metadataSection } from "./metadata-section";
import { receiptsSection } from "./receipts-section";
import { endpointSection, requestSection } from "./request-section";
import { responseSection } from "./response-section";
import { testKeysSection } from "./test-keys-section";
import { commandLineSection, openApiSection, securitySection, typeScriptSection } from "./tools-sections";
import { webhooksSection } from "./webhooks-section";

/** The whole documentation in reading order. The page, its Markdown and llms.txt are made from it. */
export function writeDocs(facts: DocsFacts): { start: DocsChapter; chapters: DocsChapter[] } {
  return {
    start: { title: "Start", sections: [gettingStartedSection(facts), endpointSection(facts)] },
    chapters: [
      {
        title: "Colorize a photo",
        sections: [
          creditsSection(),
          requestSection(),
          metadataSection(),
          responseSection(),
          errorsSection(facts),
          limitsSection(facts),
        ],
      },
      {
        title: "Jobs and account",
        sections: [
          asyncSection(facts),
          idempotencySection(facts),
          jobsSection(facts),
          receiptsSection(facts),
          accountSection(facts),
          keysSection(),
          testKeysSection(),
          webhooksSection(facts),
        ],
      },
      { title: "Tools", sections: [openApiSection(facts), commandLineSection(facts), typeScriptSection(facts)] },
      { title: "This studio", sections: [securitySection(facts)] },
    ],
  };
}
