import { headers } from "../headers";
import { formFields } from "../order";
import { dataUrlPrefix, listFields, photoFile, type SampleRequest } from "./sample-request";

/** For PHP 8 with its curl extension. */
export function writePhp(request: SampleRequest): string {
  const { input, endpoint, apiKey, photoUrl } = request;
  const encoded = `base64_encode(file_get_contents("${photoFile}"))`;
  const image = {
    file: `new CURLFile("${photoFile}")`,
    url: `"${photoUrl}"`,
    base64: encoded,
    "data-url": `"${dataUrlPrefix}" . ${encoded}`,
  }[input];
  return [
    "<?php",
    `$curl = curl_init("${endpoint}");`,
    "curl_setopt_array($curl, [",
    `    CURLOPT_HTTPHEADER => ["${headers.apiKey}: ${apiKey}"],`,
    "    CURLOPT_POSTFIELDS => [",
    `        "${formFields.image}" => ${image},`,
    ...listFields(request).map(([name, value]) => `        "${name}" => "${value}",`),
    "    ],",
    "    CURLOPT_RETURNTRANSFER => true,",
    "]);",
    "$body = curl_exec($curl);",
    "if ($body === false) {",
    "    fwrite(STDERR, curl_error($curl) . PHP_EOL);",
    "    exit(1);",
    "}",
    "$answer = json_decode($body, true);",
    "if (curl_getinfo($curl, CURLINFO_RESPONSE_CODE) !== 200) {",
    `    fwrite(STDERR, "{$answer['code']}: {$answer['detail']}" . PHP_EOL);`,
    "    exit(1);",
    "}",
    'echo $answer["outputUrl"], PHP_EOL;',
  ].join("\n");
}
