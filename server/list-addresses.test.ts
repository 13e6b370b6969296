import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import { describeAddresses, listAddresses } from "./list-addresses";

const card = (address: string, internal = false): NetworkInterfaceInfo =>
  address.includes(":")
    ? { family: "IPv6", address, internal, netmask: "ffff:ffff:ffff:ffff::", mac: "", cidr: null, scopeid: 0 }
    : { family: "IPv4", address, internal, netmask: "255.255.255.0", mac: "", cidr: null };

const interfaces = {
  lo: [card("127.0.0.1", true), card("::1", true)],
  eth0: [card("192.168.1.20"), card("fe80::1"), card("2001:db8::5")],
  tun0: undefined,
};

test.each(["127.0.0.1", "::1", "localhost"])("HOST=%s is told as localhost alone", (host) => {
  expect(listAddresses({ host, port: 3000, interfaces })).toEqual({ local: "http://localhost:3000", network: [] });
});

test("0.0.0.0 lists this machine's IPv4 addresses; it does not answer on IPv6", () => {
  expect(listAddresses({ host: "0.0.0.0", port: 3000, interfaces })).toEqual({
    local: "http://localhost:3000",
    network: ["http://192.168.1.20:3000"],
  });
});

test(":: lists IPv4 and IPv6 addresses, but none that only work with a network card's name behind them", () => {
  expect(listAddresses({ host: "::", port: 80, interfaces }).network).toEqual([
    "http://192.168.1.20:80",
    "http://[2001:db8::5]:80",
  ]);
});

test("one named address is the only one listed, since localhost does not answer then", () => {
  expect(listAddresses({ host: "192.168.1.20", port: 3000, interfaces }).local).toBe("http://192.168.1.20:3000");
  expect(listAddresses({ host: "2001:db8::5", port: 3000, interfaces }).local).toBe("http://[2001:db8::5]:3000");
});

test("a PUBLIC_URL that is none of the addresses is told apart from them", () => {
  const publicUrl = "https://studio.example.org";
  expect(describeAddresses({ host: "0.0.0.0", port: 3000, publicUrl, interfaces })).toEqual([
    "Pixomax Studio is running at http://localhost:3000",
    "  on your network: http://192.168.1.20:3000",
    "  PUBLIC_URL:      https://studio.example.org",
    "  PUBLIC_URL differs from the addresses above: links start with it, so it must lead to this studio.",
  ]);
});

test("a PUBLIC_URL that is one of the addresses is not called different", () => {
  const publicUrl = "http://192.168.1.20:3000";
  const lines = describeAddresses({ host: "0.0.0.0", port: 3000, publicUrl, interfaces });
  expect(lines.at(-1)).toBe("  PUBLIC_URL:      http://192.168.1.20:3000");
});
