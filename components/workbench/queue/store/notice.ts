/** Something for the user to read once. A notice replaces an earlier one with the same `id`. */
export type Notice = { id: string; tone: "info" | "error"; text: string };
