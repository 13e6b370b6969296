/** The page's own order; ids are addresses people link to, so they stay. */
export const docsSections = [
  { id: "getting-started", title: "Getting started" },
  { id: "endpoint", title: "Endpoint" },
  { id: "credits", title: "Credits" },
  { id: "request", title: "Request" },
  { id: "response", title: "Response" },
  { id: "samples", title: "Sample code" },
  { id: "errors", title: "Errors" },
  { id: "limits", title: "Limits and retention" },
] as const;

export type DocsSectionId = (typeof docsSections)[number]["id"];
