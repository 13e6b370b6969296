import { expect, test } from "vitest";
import { HelpRequest, UsageError } from "../command-line";
import { readCommand } from "./read-command";

test.each([
  [[], "Which command?"],
  [["destroy"], "Unknown command 'destroy'."],
  [["create-user"], "Missing required argument 'email'"],
  [["list-users", "all"], "Too many arguments"],
  [["create-user", "nobody"], "argument 'email'. Invalid email"],
  [
    ["create-user", "a@example.org", "--password", "short"],
    "--password <password>' argument 'short' is invalid. Use at least 10 characters",
  ],
  [["create-user", "a@example.org", "--credits", "-1"], "--credits"],
  [["grant", "a@example.org", "5"], "Required option '--reason <text>' not specified"],
  [["grant", "a@example.org", "many", "--reason", "x"], "argument 'n'. N must be a whole number"],
  [["grant", "a@example.org", "1.5", "--reason", "x"], "argument 'n'. "],
  [
    ["grant", "a@example.org", "5", "--reason", "x", "--expires", "soon"],
    "--expires <date>' argument 'soon' is invalid. It must be a day like",
  ],
  [["grant", "a@example.org", "5", "--reason", "x", "--expires", "2020-01-31"], "That day is over already."],
  [["create-key", "a@example.org", "--test"], "Required option '--name <name>' not specified"],
  [["revoke-key", "pxs_live_abc"], "It is no key id"],
  [["list-users", "--loud"], "--loud"],
  [["backup"], "Missing required argument 'file'"],
  [["restore", "a.tar.gz", "--with-files"], "--with-files"],
  [["move-storage"], "Required option '--to <s3|disk>' not specified"],
  [["move-storage", "--to", "cloud"], "It must be s3 or disk."],
  [["verify-receipt"], "Missing required argument 'file'"],
])("%j is refused with what is wrong about it", (args, why) => {
  expect(() => readCommand(args)).toThrow(UsageError);
  expect(() => readCommand(args)).toThrow(why);
});

test("emails are read as sign-up reads them, and numbers as numbers", () => {
  const command = readCommand(["grant", " Ada@Example.org ", "5", "--reason", "gift"]);
  expect(command).toMatchObject({ name: "grant", email: "ada@example.org", credits: 5, reason: "gift" });
});

test("a key is live unless --test asks for a test key", () => {
  const create = ["create-key", "a@example.org", "--name", "ci"];
  expect(readCommand(create)).toMatchObject({ keyName: "ci", test: false });
  expect(readCommand([...create, "--test"])).toMatchObject({ keyName: "ci", test: true });
});

test("a key's limits are numbers and a list of scopes, none of them given where none is named", () => {
  const create = ["create-key", "a@example.org", "--name", "ci"];
  const limits = ["--expires-days", "30", "--budget", "500", "--scope", "colorize,read"];
  expect(readCommand([...create, ...limits])).toMatchObject({
    expiresDays: 30,
    budget: 500,
    scope: ["colorize", "read"],
  });
  expect(readCommand(create)).not.toHaveProperty("scope");
  for (const wrong of [
    ["--scope", "all"],
    ["--budget", "0"],
    ["--expires-days", "x"],
  ])
    expect(() => readCommand([...create, ...wrong])).toThrow(UsageError);
});

test("a backup leaves the files out unless they are asked for", () => {
  expect(readCommand(["backup", "b.tar.gz"])).toEqual({ name: "backup", file: "b.tar.gz", withFiles: false });
  expect(readCommand(["backup", "b.tar.gz", "--with-files"])).toMatchObject({ withFiles: true });
});

test("credits that expire can be spent through the whole day", () => {
  const command = readCommand(["grant", "a@example.org", "5", "--reason", "gift", "--expires", "2099-01-31"]);
  expect(command).toMatchObject({ expires: new Date("2099-02-01T00:00:00Z") });
});

test("the help of the program and of one command names every option there is", () => {
  expect(() => readCommand(["--help"])).toThrow(HelpRequest);
  expect(() => readCommand(["--help"])).toThrow("reconcile-stripe");
  expect(() => readCommand(["grant", "--help"])).toThrow("--expires <date>");
});
