import { type ContractCase, judge, notProvoked } from "./contract-case";
import { callEndpoint, type Endpoint, type Form, readJson, sendBody } from "./endpoint";
import { describeAnswer, expectStatus, expectSuccess, isWebAddress, judgeOutput, judgeSuccess } from "./judge-answer";

const toBase64 = ({ photo }: Endpoint) => Buffer.from(photo.bytes).toString("base64");
/** Less than 25 MB and than 25 MiB; and more than either. What follows a JPEG's end belongs to the file, not to the picture. */
const largest = 25_000_000;
const tooLarge = 25 * 1024 * 1024 + 1;
const padTo = (bytes: number, { photo }: Endpoint) => {
  const padded = new Uint8Array(bytes);
  padded.set(photo.bytes);
  return padded;
};
const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');

const successes: ContractCase[] = [
  expectSuccess("image: a file, nothing else", 1, ({ photo }) => ({ image: photo.bytes })),
  expectSuccess("image: base64", 1, (endpoint) => ({ image: toBase64(endpoint), model: "tiny" })),
  expectSuccess("image: a data URL", 1, (endpoint) => ({
    image: `data:image/jpeg;base64,${toBase64(endpoint)}`,
    model: "tiny",
  })),
  expectSuccess("model: large", 1, ({ photo }) => ({ image: photo.bytes, model: "large" })),
  expectSuccess("model: tiny", 1, ({ photo }) => ({ image: photo.bytes, model: "tiny" })),
  expectSuccess("add-ons: both false", 1, ({ photo }) => ({
    image: photo.bytes,
    model: "tiny",
    clean_scratches: "false",
    face_remaster: "false",
  })),
  expectSuccess("image: a file of 25 MB", 1, (endpoint) => ({ image: padTo(largest, endpoint), model: "tiny" })),
];

const viaAddress: ContractCase = {
  name: "image: an http(s) URL",
  expected: "200 { outputUrl }",
  credits: 1,
  run: async (endpoint) => {
    if (!endpoint.imageUrl) return notProvoked("no --image-url");
    return judgeSuccess(await callEndpoint(endpoint, { image: endpoint.imageUrl, model: "tiny" }), 1);
  },
};

const output: ContractCase = {
  name: "outputUrl: public, a picture of the photo's size",
  expected: "the picture, without a key",
  credits: 1,
  run: async (endpoint) => {
    const answer = await callEndpoint(endpoint, { image: endpoint.photo.bytes, model: "tiny" });
    const outputUrl = readJson(answer)?.outputUrl;
    return isWebAddress(outputUrl) ? judgeOutput(outputUrl, endpoint) : judge(false, describeAnswer(answer));
  },
};

/** An endpoint may lack an add-on: the contract's word for that is 503. */
const addOn = (field: string, credits: number): ContractCase => ({
  name: `${field}: true`,
  expected: `200 for ${credits} credits, less if idle, or 503`,
  credits,
  run: async (endpoint) => {
    const answer = await callEndpoint(endpoint, { image: endpoint.photo.bytes, model: "tiny", [field]: "true" });
    return answer.status === 503 ? judge(true, describeAnswer(answer)) : judgeSuccess(answer, credits);
  },
});

const refused = (name: string, form: (endpoint: Endpoint) => Form) =>
  expectStatus(name, 400, (endpoint) => callEndpoint(endpoint, form(endpoint)));
const refusedBody = (name: string, contentType: string, body: string) =>
  expectStatus(name, 400, (endpoint) => sendBody(endpoint, body, { "Content-Type": contentType }));

const refusals: ContractCase[] = [
  refused("no image", () => ({ model: "tiny" })),
  refused("image: an empty file", () => ({ image: new Uint8Array() })),
  refused("image: empty text", () => ({ image: "" })),
  refused("image: a file and text", (endpoint) => ({ image: [endpoint.photo.bytes, toBase64(endpoint)] })),
  refused("image: an SVG", () => ({ image: svg })),
  refused("image: text that is no image", () => ({ image: "aGVsbG8sIHdvcmxk" })),
  refused("image: a photo cut short", ({ photo }) => ({ image: photo.bytes.slice(0, photo.bytes.length / 2) })),
  refused("image: a URL that leads nowhere", () => ({ image: "http://nowhere.invalid/photo.jpg" })),
  refused("image: more than 25 MB", (endpoint) => ({ image: padTo(tooLarge, endpoint), model: "tiny" })),
  refused("model: another word", ({ photo }) => ({ image: photo.bytes, model: "huge" })),
  refused("clean_scratches: another word", ({ photo }) => ({ image: photo.bytes, clean_scratches: "maybe" })),
  refused("face_remaster: another word", ({ photo }) => ({ image: photo.bytes, face_remaster: "maybe" })),
  refusedBody("body: JSON", "application/json", '{"image":"x"}'),
  refusedBody("body: multipart without a boundary", "multipart/form-data", "--x--"),
  expectStatus("X-Api-Key: missing", 401, (endpoint) =>
    callEndpoint(endpoint, { image: endpoint.photo.bytes }, { "X-Api-Key": "" }),
  ),
  expectStatus("X-Api-Key: wrong", 401, (endpoint) =>
    callEndpoint({ ...endpoint, key: `${endpoint.key}x` }, { image: endpoint.photo.bytes }),
  ),
];

const withoutCredits: ContractCase = {
  name: "an account without credits",
  expected: "403",
  credits: 0,
  run: async (endpoint) => {
    if (!endpoint.poorKey) return notProvoked("no --poor-key");
    const answer = await callEndpoint({ ...endpoint, key: endpoint.poorKey }, { image: endpoint.photo.bytes });
    return judge(answer.status === 403, describeAnswer(answer));
  },
};

/** States that a caller cannot bring about. */
const beyondReach = (name: string, status: number): ContractCase => ({
  name,
  expected: String(status),
  credits: 0,
  run: async () => notProvoked("needs a state that a caller cannot bring about"),
});

/** The contract, row by row. */
export const contractCases: readonly ContractCase[] = [
  ...successes,
  viaAddress,
  output,
  addOn("clean_scratches", 2),
  addOn("face_remaster", 3),
  ...refusals,
  withoutCredits,
  beyondReach("beyond the rate limit", 429),
  beyondReach("the upstream provider fails", 502),
  beyondReach("the integration is not enabled", 503),
];
