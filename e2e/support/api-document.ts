import { expect } from "@playwright/test";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Described = { schema: object; required?: boolean };
type ResponseObject = { headers?: Record<string, object>; content?: Record<string, object> };
type Operation = { responses: Record<string, ResponseObject>; security?: object[] };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { headers: Record<string, Described> };
};

/** `GET /api/v1/jobs/{id}`, as the document spells the path. */
export type OperationName = `${"GET" | "POST" | "PATCH" | "DELETE"} /api/v1/${string}`;

export type ApiDocument = {
  operations: { name: OperationName; statuses: number[]; isPublic: boolean }[];
  /** Fails when status, media type, headers or body of an answer are not what the document says of this operation. */
  expectDescribed(name: OperationName, response: Response): Promise<void>;
};

const escapePointer = (name: string) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));

/** Reads the OpenAPI document that the studio serves. */
export async function readApiDocument(origin: string): Promise<ApiDocument> {
  const document = (await (await fetch(`${origin}/api/v1/openapi.json`)).json()) as Document;
  // Headers are text, whatever type the document gives them.
  const [bodies, headers] = [false, true].map((coerceTypes) => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes });
    addFormats(ajv);
    return ajv.addSchema(document, "document");
  });
  const check = (ajv: typeof bodies, schema: object, value: unknown, what: string) => {
    ajv?.validate(schema, value);
    expect(ajv?.errors ?? [], what).toEqual([]);
  };

  return {
    operations: Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses, security }]) => ({
        name: `${method.toUpperCase()} ${path}` as OperationName,
        statuses: Object.keys(responses).map(Number),
        isPublic: security?.length === 0,
      })),
    ),
    async expectDescribed(name, response) {
      const [method = "", path = ""] = name.split(" ");
      const { status } = response;
      const described = document.paths[path]?.[method.toLowerCase()]?.responses[status];
      if (!described) throw new Error(`${name} answered ${status}, which the document does not know`);
      const resolve = (header: object): Described =>
        "$ref" in header
          ? (document.components.headers[String(header.$ref).split("/").at(-1) ?? ""] as Described)
          : (header as Described);
      const schemas = Object.entries(described.headers ?? {}).map(([key, header]) => ({ key, ...resolve(header) }));
      const values = schemas.map(({ key }) => [key, response.headers.get(key) ?? undefined]);
      const headerSchema = {
        type: "object",
        properties: Object.fromEntries(schemas.map(({ key, schema }) => [key, schema])),
        required: schemas.filter(({ required }) => required).map(({ key }) => key),
      };
      check(headers, headerSchema, Object.fromEntries(values), `headers of ${name} ${status}`);

      const mediaType = response.headers.get("content-type")?.split(";")[0] ?? "";
      if (!described.content) return expect(await response.text()).toBe("");
      expect(Object.keys(described.content), `media type of ${name} ${status}`).toContain(mediaType);
      if (!mediaType.endsWith("json")) return expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
      const pointer = ["paths", path, method.toLowerCase(), "responses", `${status}`, "content", mediaType, "schema"];
      const schema = { $ref: `document#/${pointer.map(escapePointer).join("/")}` };
      check(bodies, schema, await response.json(), `body of ${name} ${status}`);
    },
  };
}
