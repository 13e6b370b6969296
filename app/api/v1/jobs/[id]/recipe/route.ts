import { recipeSchema } from "@/lib/contract/photos/recipe";
import { handleSetRecipe } from "@/lib/http/jobs/handle-recipe";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  {
    PATCH: {
      auth: "key",
      scope: "colorize",
      params: idParams,
      body: recipeSchema.nullable(),
      handler: handleSetRecipe,
    },
  },
  { cors: true },
);
