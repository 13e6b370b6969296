import { headers } from "../headers";
import { formFields } from "../order";
import { dataUrlPrefix, listFields, photoFile, type SampleRequest } from "./sample-request";

/** For a shell. curl prints the response body: the JSON with outputUrl, or the problem, after which it exits with 22. */
export function writeCurl(request: SampleRequest): string {
  const { input, endpoint, apiKey, photoUrl } = request;
  // `<-` reads the field from standard input, because a photo is too long for a command line.
  const image = { file: `@${photoFile}`, url: photoUrl, base64: "<-", "data-url": "<-" }[input];
  const source = {
    file: [],
    url: [],
    base64: [`base64 < ${photoFile} |`],
    "data-url": [`{ printf '${dataUrlPrefix}'; base64 < ${photoFile}; } |`],
  }[input];
  const fields = [[formFields.image, image], ...listFields(request)];
  return [
    ...source,
    "curl --fail-with-body -X POST \\",
    `  -H '${headers.apiKey}: ${apiKey}' \\`,
    ...fields.map(([name, value]) => `  -F '${name}=${value}' \\`),
    `  '${endpoint}'`,
  ].join("\n");
}
