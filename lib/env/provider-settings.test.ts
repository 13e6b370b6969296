import { expect, test } from "vitest";
import { readGivenSettings } from "./settings";

const oidc = { OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "studio", OIDC_CLIENT_SECRET: "x" };

test("a service to sign in with is set whole or not at all", () => {
  expect(readGivenSettings(oidc)).toMatchObject({ ...oidc, OIDC_NAME: "OpenID Connect" });
  for (const name of ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
    expect(() => readGivenSettings({ ...oidc, [name]: undefined })).toThrow(`${name} must be set together with`);
  for (const [set, missing] of [
    ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
    ["GOOGLE_CLIENT_SECRET", "GOOGLE_CLIENT_ID"],
  ] as const)
    expect(() => readGivenSettings({ [set]: "x" })).toThrow(missing);
});

test("an engine elsewhere needs its key, which never crosses a network readable", () => {
  const read = (given: Record<string, string>) => readGivenSettings({ COLORIZE_PROVIDER: "replicate", ...given });
  expect(() => read({})).toThrow("REPLICATE_API_TOKEN must be set when photos are given to the provider replicate");
  expect(() => read({ COLORIZE_PROVIDER: "fal" })).toThrow(
    "FAL_KEY must be set when photos are given to the provider fal",
  );
  expect(read({ REPLICATE_API_TOKEN: "r8_x" })).toMatchObject({
    REPLICATE_VERSION: expect.stringMatching(/^ca494ba1/),
  });
  expect(read({ REPLICATE_URL: "http://ddcolor:5000" }).REPLICATE_URL).toBe("http://ddcolor:5000");
  expect(() => read({ REPLICATE_URL: "http://ddcolor:5000", REPLICATE_API_TOKEN: "r8_x" })).toThrow(
    /REPLICATE_URL.*https/,
  );
  expect(() => read({ COLORIZE_PROVIDER: "fal", FAL_KEY: "k", FAL_URL: "http://fal.example/x" })).toThrow(
    /FAL_URL.*https/,
  );
  expect(() => read({ REPLICATE_API_TOKEN: "r8_x\ny" })).toThrow(/REPLICATE_API_TOKEN must be a key/);
});

test("a provider that decides who somebody is speaks https, unless it runs on this machine", () => {
  for (const host of ["id.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1"])
    expect(() => readGivenSettings({ ...oidc, OIDC_ISSUER: `http://${host}` })).toThrow(/OIDC_ISSUER.*https/);
  for (const host of ["localhost:8080", "127.0.0.1:9000", "[::1]:9000"])
    expect(readGivenSettings({ ...oidc, OIDC_ISSUER: `http://${host}` }).OIDC_ISSUER).toContain(host);
});

test("a color model is a name or a model server's address; what makes faces clear runs on this machine", () => {
  for (const choice of [
    "ddcolor-large",
    "oip:http://gpu:8000/v2/models/ddcolor",
    "oip:https://gpu.example/triton/v2/models/dd_color-1.2/versions/3",
    "oip:http://[::1]:8000/v2/models/ddcolor",
  ])
    expect(readGivenSettings({ COLORIZE_MODEL_TINY: choice }).COLORIZE_MODEL_TINY).toBe(choice);
  for (const choice of [
    "oip:gpu:8000/v2/models/ddcolor",
    "oip:ftp://gpu/v2/models/ddcolor",
    "oip:http://gpu:8000/v1/models/ddcolor",
    "oip:http://gpu:8000/v2/models/",
    "oip:http://gpu:8000/v2/models/ddcolor/infer",
    "oip:http://gpu:99999/v2/models/ddcolor",
    "oip:http://me:secret@gpu/v2/models/ddcolor",
    "oip:http://gpu/v2/models/dd color",
    "oip:http://gpu/v2/models/..",
  ])
    expect(() => readGivenSettings({ COLORIZE_MODEL_LARGE: choice }), choice).toThrow(/COLORIZE_MODEL_LARGE .*oip:/);
  const clarity = { COLORIZE_MODEL_CLARITY: "oip:http://gpu:8000/v2/models/gfpgan" };
  expect(() => readGivenSettings(clarity)).toThrow(/COLORIZE_MODEL_CLARITY .*only color can come from a model server/);
});

test("to color by model servers alone, one has to be named", () => {
  const oip = { COLORIZE_PROVIDER: "oip", COLORIZE_MODEL_TINY: "oip:http://gpu:8000/v2/models/ddcolor" };
  expect(readGivenSettings(oip).COLORIZE_PROVIDER).toBe("oip");
  expect(() => readGivenSettings({ ...oip, COLORIZE_MODEL_TINY: "ddcolor-tiny" })).toThrow(/must begin with oip:/);
});
