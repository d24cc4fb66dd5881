// A page that does with the guide's preview and story what Storybook does, and keeps what was answered for who looks.
import type { StoryContext } from "storybook/internal/types";
import preview from "./.storybook/preview.ts";
import { Conflict, Shown } from "./claim.stories.ts";

interface Story {
    beforeEach?: (context: StoryContext) => void;
}

async function told(story: Story) {
    const context = { parameters: {} } as StoryContext;
    for (const loader of preview.loaders) await loader(context);
    preview.beforeEach(context);
    story.beforeEach?.(context);
    const read = await fetch("https://lunju.example/claims/cao2023-c12");
    const written = await fetch("https://lunju.example/claims/cao2023-c12", {
        method: "PATCH",
        headers: { Authorization: "Bearer any", "If-Match": "*", "Content-Type": "application/merge-patch+json" },
        body: JSON.stringify({ stance: "endorses" }),
    });
    const { version } = (await read.json()) as { version: number };
    return [read.status, version, written.status];
}

document.body.textContent = JSON.stringify([await told(Shown), await told(Shown), await told(Conflict)]);
