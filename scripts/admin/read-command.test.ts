import { expect, test } from "vitest";
import { readCommand, UsageError } from "./read-command";

test.each([
  [[], "Which command?"],
  [["destroy"], "There is no command destroy."],
  [["create-user"], "create-user: wrong number of arguments."],
  [["create-user", "nobody"], "create-user: its first argument: Invalid email"],
  [["create-user", "a@example.org", "--password", "short"], "create-user: --password: Use at least 10 characters"],
  [["create-user", "a@example.org", "--credits", "-1"], "--credits"],
  [["grant", "a@example.org", "5"], "grant: --reason: is required."],
  [["grant", "a@example.org", "many", "--reason", "x"], "grant: N: N must be a whole number"],
  [["grant", "a@example.org", "1.5", "--reason", "x"], "grant: N: "],
  [["grant", "a@example.org", "5", "--reason", "x", "--expires", "soon"], "grant: --expires: must be a day like"],
  [["grant", "a@example.org", "5", "--reason", "x", "--expires", "2020-01-31"], "grant: --expires: is over already."],
  [["create-key", "a@example.org", "--test"], "create-key: --name: "],
  [["revoke-key", "pxs_live_abc"], "is no key id"],
  [["list-users", "--loud"], "--loud"],
  [["verify-receipt"], "verify-receipt: wrong number of arguments."],
])("%j is refused with what is wrong about it", (args, why) => {
  expect(() => readCommand(args)).toThrow(UsageError);
  expect(() => readCommand(args)).toThrow(why);
});

test("e-mails are read as sign-up reads them, and numbers as numbers", () => {
  const command = readCommand(["grant", " Ada@Example.org ", "5", "--reason", "gift"]);
  expect(command).toMatchObject({ name: "grant", arguments: ["ada@example.org", 5], reason: "gift" });
});

test("a key is live unless --test asks for a test key", () => {
  const create = ["create-key", "a@example.org", "--name", "ci"];
  expect(readCommand(create)).toMatchObject({ keyName: "ci", test: false });
  expect(readCommand([...create, "--test"])).toMatchObject({ keyName: "ci", test: true });
});

test("credits that expire can be spent through the whole day", () => {
  const command = readCommand(["grant", "a@example.org", "5", "--reason", "gift", "--expires", "2099-01-31"]);
  expect(command).toMatchObject({ expires: new Date("2099-02-01T00:00:00Z") });
});
