import { headers } from "@/lib/contract/headers";
import { maxImageBytes } from "@/lib/contract/limits";
import { formFields } from "@/lib/contract/order";
import { prices } from "@/lib/contract/prices";
import { DocsSection } from "./docs-section";
import { FactsTable } from "./facts-table";
import { InlineCode } from "./inline-code";

const mebibytes = maxImageBytes / 1024 / 1024;
const required = "required";
const facts = [
  {
    name: headers.apiKey,
    where: `Header, ${required}`,
    text: "Your key from the Console. Credits are taken from the account it belongs to.",
  },
  {
    name: formFields.image,
    where: `Multipart, ${required}`,
    text: `Exactly one: a file, or text that is an http(s) URL, base64 or a data URL; which one is detected. At most ${mebibytes} MiB once decoded.`,
  },
  {
    name: formFields.model,
    where: "Multipart",
    text: (
      <>
        <InlineCode>large</InlineCode> (default, best colour) or <InlineCode>tiny</InlineCode> (fastest).
      </>
    ),
  },
  {
    name: formFields.cleanScratches,
    where: "Multipart",
    text: (
      <>
        Smart Damage Repair: <InlineCode>true</InlineCode> or <InlineCode>false</InlineCode> (default). Adds{" "}
        {prices.cleanScratches} credit.
      </>
    ),
  },
  {
    name: formFields.faceRemaster,
    where: "Multipart",
    text: (
      <>
        AI Clarity Boost: <InlineCode>true</InlineCode> or <InlineCode>false</InlineCode> (default). Adds{" "}
        {prices.faceRemaster} credits.
      </>
    ),
  },
];

/** Everything a call may carry. */
export function RequestSection() {
  return (
    <DocsSection id="request">
      <FactsTable caption="Request headers and fields" head={["Name", "Description"]} facts={facts} />
    </DocsSection>
  );
}
