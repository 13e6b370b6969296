import { headers } from "../headers";
import { formFields } from "../order";
import { dataUrlPrefix, listFields, photoFile, type SampleRequest } from "./sample-request";

/** For Go 1.20 or newer, with its standard library alone. */
export function writeGo(request: SampleRequest): string {
  const { input, endpoint, apiKey } = request;
  const packages = ["bytes", "encoding/json", "fmt", "log", "mime/multipart", "net/http"];
  if (input === "base64" || input === "data-url") packages.push("encoding/base64");
  if (input !== "url") packages.push("os");
  return [
    "package main",
    "",
    "import (",
    ...packages.sort().map((name) => `\t"${name}"`),
    ")",
    "",
    "func main() {",
    "\tbody := &bytes.Buffer{}",
    "\tform := multipart.NewWriter(body)",
    ...writeImage(request).map((line) => `\t${line}`),
    ...listFields(request).map(([name, value]) => `\tcheck(form.WriteField("${name}", "${value}"))`),
    "\tcheck(form.Close())",
    "",
    `\trequest, err := http.NewRequest("POST", "${endpoint}", body)`,
    "\tcheck(err)",
    `\trequest.Header.Set("${headers.apiKey}", "${apiKey}")`,
    '\trequest.Header.Set("Content-Type", form.FormDataContentType())',
    "\tresponse, err := http.DefaultClient.Do(request)",
    "\tcheck(err)",
    "\tdefer response.Body.Close()",
    "",
    "\tvar answer struct{ OutputURL, Code, Detail string }",
    "\tcheck(json.NewDecoder(response.Body).Decode(&answer))",
    "\tif response.StatusCode != http.StatusOK {",
    '\t\tlog.Fatalf("%s: %s", answer.Code, answer.Detail)',
    "\t}",
    "\tfmt.Println(answer.OutputURL)",
    "}",
    "",
    "func check(err error) {",
    "\tif err != nil {",
    "\t\tlog.Fatal(err)",
    "\t}",
    "}",
  ].join("\n");
}

function writeImage({ input, photoUrl }: SampleRequest): string[] {
  if (input === "url") return [`check(form.WriteField("${formFields.image}", "${photoUrl}"))`];
  const read = [`photo, err := os.ReadFile("${photoFile}")`, "check(err)"];
  if (input === "file") {
    const part = `part, err := form.CreateFormFile("${formFields.image}", "${photoFile}")`;
    return [...read, part, "check(err)", "_, err = part.Write(photo)", "check(err)"];
  }
  const encoded = "base64.StdEncoding.EncodeToString(photo)";
  const text = input === "base64" ? encoded : `"${dataUrlPrefix}"+${encoded}`;
  return [...read, `check(form.WriteField("${formFields.image}", ${text}))`];
}
