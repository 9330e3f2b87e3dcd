import { Avatar } from "@mantine/core";

import { initials } from "./offers";

interface Props {
  name: string;
  logo: string;
  size?: number;
}

/** The picture of an integration, or its initials where there is none. */
export function PluginLogo({ name, logo, size = 44 }: Props) {
  return (
    <Avatar src={logo || null} alt="" radius="md" size={size} color="fern" aria-hidden>
      {initials(name)}
    </Avatar>
  );
}
