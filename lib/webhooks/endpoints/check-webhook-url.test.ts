import { expect, test } from "vitest";
import { checkWebhookUrl } from "./check-webhook-url";

const check = (url: string, answers: string[] = ["1.1.1.1"]) =>
  checkWebhookUrl(url, {
    allowed: new Set(["127.0.0.1:9000"]),
    lookup: async () => answers.map((address) => ({ address, family: 4 })),
  });

test.each(["https://hooks.example/in", "http://hooks.example/in?a=b", "http://127.0.0.1:9000/x"])(
  "%s is taken",
  async (url) => {
    expect(await check(url)).toBe(url);
  },
);

test.each([
  "hooks.example",
  "ftp://hooks.example/",
  "https://user:secret@hooks.example/",
  "https://hooks.example:8443/",
  "http://127.0.0.1/",
  "http://127.0.0.1:9001/",
  "http://2130706433/",
  "http://[::1]/",
  "http://10.0.0.1/",
  "http://169.254.169.254/",
])("%s is refused", async (url) => {
  await expect(check(url)).rejects.toMatchObject({ code: "webhook_url_invalid", param: "url" });
});

test("a private address, a name that leads to one and a name nobody knows read the same", async () => {
  const told = async (url: string, answers?: string[]) => check(url, answers).catch((error: Error) => error.message);
  const texts = [
    await told("http://192.168.1.1/"),
    await told("http://inside.example/", ["10.1.2.3"]),
    await told("http://both.example/", ["1.1.1.1", "10.1.2.3"]),
    await told("http://nobody.example/", []),
  ];
  expect(new Set(texts)).toEqual(new Set(["This URL cannot be used: it does not resolve to a public address."]));
});

test("is kept as it will be called: its fragment gone, its host in lower case, spaces around it trimmed", async () => {
  expect(await check(" HTTPS://Hooks.Example/In?a=b#part ")).toBe("https://hooks.example/In?a=b");
});

test("a name that resolves to nothing because the resolver fails is refused like any other", async () => {
  const lookup = () => Promise.reject(new Error("SERVFAIL"));
  const refused = checkWebhookUrl("https://hooks.example/", { allowed: new Set(), lookup });
  await expect(refused).rejects.toMatchObject({ code: "webhook_url_invalid" });
});

test("an address that is exempt is taken without asking where it leads", async () => {
  const lookup = () => Promise.reject(new Error("asked"));
  const allowed = new Set(["hooks.internal:443"]);
  expect(await checkWebhookUrl("https://hooks.internal/in", { allowed, lookup })).toBe("https://hooks.internal/in");
});

test("what is wrong with the address itself is said", async () => {
  await expect(check("ftp://hooks.example/")).rejects.toThrow("its scheme is not http or https");
  await expect(check("https://hooks.example:8443/")).rejects.toThrow("its port is not 80 or 443");
});
