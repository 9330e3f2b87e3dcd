import { Button, Group } from "@mantine/core";
import type { TablerIcon } from "@tabler/icons-react";

import type { EntityOrder } from "../../../home/useOrders";

export interface OrderButton extends EntityOrder {
  label: string;
  icon: TablerIcon;
  disabled?: boolean;
}

interface Props {
  buttons: readonly OrderButton[];
  onOrder: (order: EntityOrder) => void;
}

/** Orders side by side. */
export function OrderButtons({ buttons, onOrder }: Props) {
  return (
    <Group gap="xs" grow preventGrowOverflow={false}>
      {buttons.map(({ label, icon: Icon, disabled = false, ...order }) => (
        <Button
          key={order.service}
          variant="default"
          size="md"
          disabled={disabled}
          leftSection={<Icon size={18} stroke={1.8} aria-hidden />}
          onClick={() => onOrder(order)}
          data-service={order.service}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
