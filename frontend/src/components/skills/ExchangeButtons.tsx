import { Button, FileButton, Group } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Skill, skillAddress } from "../../api/skills";
import { ImportDialog } from "./ImportDialog";

/** Takes one's own texts of a skill out as a file, and in again. */
export function ExchangeButtons({ skill }: { skill: Skill }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const read = (chosen: File | null) => {
    if (chosen) {
      void chosen.text().then((text) => setFile({ name: chosen.name, text }));
    }
  };
  return (
    <Group gap="xs">
      <Button
        component="a"
        href={skillAddress(skill.id, "texts")}
        download={`${skill.id}-texts.yaml`}
        size="sm"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        data-testid="texts-export"
      >
        {t("skills.export")}
      </Button>
      <FileButton accept=".yaml,.yml,application/yaml,text/yaml" onChange={read}>
        {(props) => (
          <Button
            {...props}
            size="sm"
            variant="default"
            leftSection={<IconUpload size={16} aria-hidden />}
            data-testid="texts-import"
          >
            {t("skills.import")}
          </Button>
        )}
      </FileButton>
      {file && (
        <ImportDialog
          key={`${file.name} ${file.text.length}`}
          skill={skill.id}
          name={file.name}
          yaml={file.text}
          onClose={() => setFile(null)}
        />
      )}
    </Group>
  );
}
