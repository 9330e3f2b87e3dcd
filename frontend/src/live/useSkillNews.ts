import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyNews } from "../api/applyNews";
import {
  CONFLICTS,
  type GrammarInForce,
  IN_FORCE,
  mergeSkill,
  type OwnText,
  type Skill,
  skillKey,
  SKILLS,
} from "../api/skills";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about what skills understand and say. */
export interface SkillMessages {
  skill_text: (text: OwnText) => void;
  grammar: (grammar: GrammarInForce) => void;
}

/** Keep what was fetched of skills live. */
export function useSkillNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const onPlugin = (plugin: Skill) => {
      if (plugin.kind === "skill") {
        applyNews<Skill[]>(client, SKILLS, (known) => known && mergeSkill(known, plugin));
        void client.invalidateQueries({ queryKey: skillKey(plugin.id) });
      }
    };
    const onText = (text: OwnText) => {
      const what = text.kind === "sentence" ? "sentences" : "replies";
      void client.invalidateQueries({ queryKey: skillKey(text.skill, what) });
      void client.invalidateQueries({ queryKey: skillKey(text.skill, "history", text.id) });
    };
    const onGrammar = (grammar: GrammarInForce) => {
      applyNews(client, IN_FORCE, () => grammar);
      if (!grammar.busy) {
        void client.invalidateQueries({ queryKey: CONFLICTS });
        void client.invalidateQueries({
          predicate: ({ queryKey }) => queryKey[0] === "skill" && queryKey[2] === "sentences",
        });
      }
    };
    // What was told while the connection was down is fetched.
    const onUp = () => {
      for (const queryKey of [SKILLS, IN_FORCE, CONFLICTS, ["skill"]]) {
        void client.invalidateQueries({ queryKey });
      }
    };
    ui.on("plugin", onPlugin);
    ui.on("skill_text", onText);
    ui.on("grammar", onGrammar);
    ui.on("connect", onUp);
    return () => {
      ui.off("plugin", onPlugin);
      ui.off("skill_text", onText);
      ui.off("grammar", onGrammar);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
