import { expect, test } from "vitest";
import { describeDevice } from "./describe-device";

const mozilla = "Mozilla/5.0";
test.each([
  [`${mozilla} (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0`, "Firefox on Windows"],
  [
    `${mozilla} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1`,
    "Safari on iOS",
  ],
  [
    `${mozilla} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36`,
    "Chrome on Linux",
  ],
  [null, "An unknown browser"],
  ["", "An unknown browser"],
  ["\u0000<script>", "An unknown browser"],
])("a browser is named as people call it: %s", (userAgent, name) => {
  expect(describeDevice(userAgent)).toBe(name);
});

test("a browser that says it is a mail's worth of text, or markup, stays a short name", () => {
  const said = describeDevice(`${"x".repeat(300)}<b>/1.0 (nothing)`);
  expect(said.length).toBeLessThan(90);
  expect(said).not.toMatch(/[<>\n]/);
});
