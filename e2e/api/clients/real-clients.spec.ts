import { smallPhoto } from "../../support/photos";
import { jsonOf, postRaw } from "../../support/raw-request";
import { expect, test } from "../../support/studio-test";

// Byte for byte what these clients send; most differ from what a textbook form looks like.
type Shape = {
  boundary: string;
  contentType?: string;
  before?: string;
  image: string;
  field: (name: string) => string;
};
const plain = (name: string) => `Content-Disposition: form-data; name="${name}"`;

const shapes: Record<string, Shape> = {
  curl: {
    boundary: "------------------------d74496d66958873e",
    image: 'Content-Disposition: form-data; name="image"; filename="photo.jpg"\r\nContent-Type: image/jpeg',
    field: plain,
  },
  "curl, with quotes in the file's name": {
    boundary: "------------------------a1b2c3d4e5f60718",
    image:
      'Content-Disposition: form-data; name="image"; filename="my \\"best\\" photo.jpg"\r\nContent-Type: image/jpeg',
    field: plain,
  },
  "a browser, with quotes in the file's name": {
    boundary: "----WebKitFormBoundary7MA4YWxkTrZu0gW",
    image:
      'Content-Disposition: form-data; name="image"; filename="my %22best%22 photo.jpg"\r\nContent-Type: image/jpeg',
    field: plain,
  },
  "a browser, with a name that is not ASCII": {
    boundary: "----WebKitFormBoundaryAbCdEf0123456789",
    image: 'Content-Disposition: form-data; name="image"; filename="Großmutter 写真.jpg"\r\nContent-Type: image/jpeg',
    field: plain,
  },
  Firefox: {
    boundary: "---------------------------9051914041544843365972754266",
    image: 'Content-Disposition: form-data; name="image"; filename="photo.jpg"\r\nContent-Type: image/jpeg',
    field: plain,
  },
  "Python requests": {
    boundary: "0b3a5b8d1c6e4f2a9d7c8e6f5a4b3c2d",
    image: 'Content-Disposition: form-data; name="image"; filename="photo.jpg"',
    field: plain,
  },
  "Python requests, with a name that is not ASCII": {
    boundary: "0b3a5b8d1c6e4f2a9d7c8e6f5a4b3c2e",
    image: "Content-Disposition: form-data; name=\"image\"; filename*=utf-8''Gro%C3%9Fmutter.jpg",
    field: plain,
  },
  ".NET HttpClient": {
    boundary: "8f5f9a52-2b1c-4a3d-9c8e-1d2e3f4a5b6c",
    contentType: 'multipart/form-data; boundary="8f5f9a52-2b1c-4a3d-9c8e-1d2e3f4a5b6c"',
    image: "Content-Disposition: form-data; name=image; filename=photo.jpg; filename*=utf-8''photo.jpg",
    field: (name) => `Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=${name}`,
  },
  "Java's OkHttp": {
    boundary: "d1f1a2b3-4c5d-6e7f-8091-a2b3c4d5e6f7",
    image:
      'Content-Disposition: form-data; name="image"; filename="photo.jpg"\r\nContent-Type: application/octet-stream\r\nContent-Length: LENGTH',
    field: (name) => `${plain(name)}\r\nContent-Length: 4`,
  },
  "a client that sends a preamble": {
    boundary: "outer",
    before: "This is a message in MIME format.\r\n",
    image: 'content-disposition: FORM-DATA; NAME="image"; FILENAME="photo.jpg"\r\ncontent-type: image/jpeg',
    field: plain,
  },
};

function encode({ boundary, before = "", image, field }: Shape, photo: Buffer): Buffer {
  const part = `${before}--${boundary}\r\n${image.replace("LENGTH", String(photo.length))}\r\n\r\n`;
  const rest = `\r\n--${boundary}\r\n${field("model")}\r\n\r\ntiny\r\n--${boundary}--\r\n`;
  return Buffer.concat([Buffer.from(part), photo, Buffer.from(rest)]);
}

for (const [client, shape] of Object.entries(shapes)) {
  test(`the upload of ${client} is understood`, async ({ studio, account }) => {
    const answer = await postRaw(studio, {
      apiKey: account.apiKey,
      contentType: shape.contentType ?? `multipart/form-data; boundary=${shape.boundary}`,
      body: encode(shape, await smallPhoto()),
    });
    expect(jsonOf(answer)).toHaveProperty("outputUrl");
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatch(/x-model: tiny@/i);
  });
}

test("the upload of .NET's HttpClient with Expect: 100-continue is understood", async ({ studio, account }) => {
  const shape = shapes[".NET HttpClient"] as Shape;
  const answer = await postRaw(studio, {
    apiKey: account.apiKey,
    contentType: shape.contentType ?? "",
    body: encode(shape, await smallPhoto()),
    lines: ["Expect: 100-continue"],
  });
  expect(answer.headers).toMatch(/^HTTP\/1\.1 100/);
  expect(jsonOf(answer)).toHaveProperty("outputUrl");
});

test("the model named before or after the photo is the same", async ({ studio, account }) => {
  const boundary = "order";
  const photo = await smallPhoto();
  const model = Buffer.from(`--${boundary}\r\n${plain("model")}\r\n\r\ntiny\r\n`);
  const image = `--${boundary}\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n`;
  const body = Buffer.concat([model, Buffer.from(image), photo, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const contentType = `multipart/form-data; boundary=${boundary}`;
  const answer = await postRaw(studio, { apiKey: account.apiKey, contentType, body });
  expect(answer.headers).toMatch(/x-model: tiny@/i);
});
