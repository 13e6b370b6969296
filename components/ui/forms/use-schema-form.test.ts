import { describe, expect, it } from "vitest";
import { ApiProblem } from "@/lib/client/api-problem";
import { readThrownProblem } from "./use-schema-form";

const values = { url: "http://10.0.0.1/", description: "" };
const refused = (param?: string) =>
  new ApiProblem({ code: "webhook_url_invalid", status: 400, detail: "This URL cannot be used.", fix: "", param });

describe("a request that a form sent and the studio refused", () => {
  it("is explained at the field it is about", () => {
    expect(readThrownProblem(refused("url"), values)).toEqual({ url: "This URL cannot be used." });
  });

  it.each([undefined, "events", "toString"])(
    "is explained above the fields when %s is no field of the form",
    (param) => {
      expect(readThrownProblem(refused(param), values)).toEqual({ form: "This URL cannot be used." });
    },
  );

  it("is never swallowed: what is not an error is thrown on", () => {
    expect(() => readThrownProblem("aborted", values)).toThrow("aborted");
  });
});
