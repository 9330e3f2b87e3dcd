interface Example {
  id: "status" | "say" | "light";
  code: string;
}

/** Commands for a terminal that show how the hub at an address is asked. */
export function curlExamples(origin: string): Example[] {
  const token = `-H "Authorization: Bearer $OVA_TOKEN"`;
  const json = `-H "Content-Type: application/json"`;
  return [
    { id: "status", code: `curl ${token} ${origin}/api/status` },
    {
      id: "say",
      code: `curl ${token} ${json} \\\n  -d '{"text": "what time is it"}' ${origin}/api/converse`,
    },
    {
      id: "light",
      code: `curl ${token} ${json} \\\n  -d '{"service": "turn_on"}' ${origin}/api/entities/light.kitchen_light/control`,
    },
  ];
}
