import { describe, expect, test } from "vitest";
import { hostAndPort, readAllowedHosts } from "./allowed-hosts";
import { checkAddress } from "./check-address";
import { checkHost } from "./check-host";

const allowed = new Set<string>();
const faultOf = (text: string, hosts: string[] = []) => {
  try {
    checkAddress(text, { allowed: readAllowedHosts(hosts) });
    return null;
  } catch (error) {
    return (error as { fault: string }).fault;
  }
};

describe("an address", () => {
  test.each([
    "http://example.org/",
    "https://example.org:443/a",
    "http://example.org:80/",
    "https://1.1.1.1/",
    "https://[2606:4700:4700::1111]/",
  ])("%s may be called", (text) => {
    expect(faultOf(text)).toBeNull();
  });

  test.each([
    "example.org",
    "//example.org/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "data:text/plain,x",
    "https://user@example.org/",
    "https://:secret@example.org/",
    "https://example.org:22/",
    "http://example.org:8080/",
  ])("%s is none of ours, before anybody is asked", (text) => {
    expect(faultOf(text)).toBe("invalid");
  });

  test.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://2130706433/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://100.64.0.1/",
  ])("%s is blocked, however it spells where it leads", (text) => {
    expect(faultOf(text)).toBe("blocked");
  });

  test("that an operator exempts may be called on that port alone, but never with a password in it", () => {
    expect(faultOf("http://10.0.0.1:9000/in", ["10.0.0.1:9000"])).toBeNull();
    expect(faultOf("http://10.0.0.1:9001/in", ["10.0.0.1:9000"])).toBe("invalid");
    expect(faultOf("http://10.0.0.1/in", ["10.0.0.1:9000"])).toBe("blocked");
    expect(faultOf("http://user:pw@10.0.0.1:9000/in", ["10.0.0.1:9000"])).toBe("invalid");
    expect(faultOf("ftp://10.0.0.1:9000/in", ["10.0.0.1:9000"])).toBe("invalid");
  });

  test("of a redirect is read against the one it came from, and checked like the first", () => {
    const base = new URL("https://example.org/a/b");
    expect(checkAddress("../c", { base, allowed }).href).toBe("https://example.org/c");
    expect(() => checkAddress("//127.0.0.1/", { base, allowed })).toThrow(
      expect.objectContaining({ fault: "blocked" }),
    );
  });
});

describe("the list of exempt hosts", () => {
  test("takes a name alone for both of the schemes' own ports, in any spelling", () => {
    expect([...readAllowedHosts(["Hooks.Internal", "10.0.0.1:9000"])]).toEqual([
      "hooks.internal:80",
      "hooks.internal:443",
      "10.0.0.1:9000",
    ]);
  });

  test("is compared by host and port, the port also where the address leaves it out", () => {
    const of = (text: string) => hostAndPort(new URL(text));
    expect(of("http://Example.org/")).toBe("example.org:80");
    expect(of("https://example.org/")).toBe("example.org:443");
    expect(of("https://example.org:8443/")).toBe("example.org:8443");
    expect(of("http://[::1]:9000/")).toBe("[::1]:9000");
    expect(hostAndPort({ protocol: "http:", hostname: "::1", port: "" })).toBe("[::1]:80");
  });
});

describe("a name", () => {
  const leadsTo = (...addresses: string[]) => ({
    allowed,
    lookup: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
  });
  const url = new URL("https://hooks.example/");

  test("is fine when every address it has is public", async () => {
    await expect(checkHost(url, leadsTo("1.1.1.1", "2606:4700:4700::1111"))).resolves.toBeUndefined();
  });

  test.each([[["10.0.0.1"]], [["1.1.1.1", "127.0.0.1"]], [["::1"]], [[]]])(
    "is blocked when it has %j",
    async (found) => {
      await expect(checkHost(url, leadsTo(...found))).rejects.toMatchObject({ fault: "blocked" });
    },
  );
});
