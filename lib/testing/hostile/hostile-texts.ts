/** Texts that have broken programs before. */
export const hostileTexts: readonly string[] = [
  // What databases and encoders cannot hold, or only just.
  ...[
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "a\udfff",
    "\u{1f600}".repeat(130),
    "\u202e\ufeff\n\r\t",
    "\u00e9".repeat(2_000),
  ],
  // What is code, a path or a name of its own to somebody.
  ...["%00", "%", "%E0%A4%A", "../../etc/passwd", "' OR 1=1; --", "$1", "__proto__", "constructor", "toString"],
  ...["null", "undefined", "true", "NaN", "[object Object]", "json", "respond-async", "bytes=-", "bytes=9-1"],
  // Numbers and days at the end of what there is.
  ...["0", "-0", "-1", "1e999", "0x10", "1.5", "9".repeat(400), "2147483648", "9007199254740993", "0000-01-01"],
  ...[
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999-23:59",
    "+275760-09-13",
  ],
  // Addresses; none of them is asked for.
  ...[
    "http://[",
    "//evil.example",
    "/\\evil",
    "javascript:alert(1)",
    "data:image/png;base64,%%%",
    "http://127.0.0.1/\0",
  ],
  ...["image/png, */*;q=z", "a".repeat(5_000)],
];
