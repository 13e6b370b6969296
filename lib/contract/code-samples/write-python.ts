import { headers } from "../headers";
import { formFields } from "../order";
import { dataUrlPrefix, listFields, photoFile, type SampleRequest } from "./sample-request";

/** For Python 3 with `requests`, because the standard library has no multipart forms. */
export function writePython(request: SampleRequest): string {
  const { input, endpoint, apiKey, photoUrl } = request;
  const encoded = "base64.b64encode(photo.read())";
  // A tuple without a file name makes a text field; in a file part, text would be read as the photo's bytes.
  const image = {
    file: "photo",
    url: `(None, "${photoUrl}")`,
    base64: `(None, ${encoded})`,
    "data-url": `(None, b"${dataUrlPrefix}" + ${encoded})`,
  }[input];
  const call = [
    "response = requests.post(",
    `    "${endpoint}",`,
    `    headers={"${headers.apiKey}": "${apiKey}"},`,
    `    files={"${formFields.image}": ${image}},`,
    `    data={${listFields(request)
      .map(([name, value]) => `"${name}": "${value}"`)
      .join(", ")}},`,
    "    timeout=300,",
    ")",
  ];
  const isText = input === "base64" || input === "data-url";
  return [
    "# pip install requests",
    ...(isText ? ["import base64"] : []),
    "import sys",
    "",
    "import requests",
    "",
    ...(input === "url" ? call : [`with open("${photoFile}", "rb") as photo:`, ...call.map((line) => `    ${line}`)]),
    "answer = response.json()",
    "if not response.ok:",
    "    sys.exit(f\"{answer['code']}: {answer['detail']}\")",
    'print(answer["outputUrl"])',
  ].join("\n");
}
