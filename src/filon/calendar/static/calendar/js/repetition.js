/* How a meeting repeats: only what belongs to the chosen rhythm is asked. */

const ASKED = {
  "": [],
  DAILY: ["interval", "count", "until"],
  WEEKLY: ["interval", "weekdays", "count", "until"],
  MONTHLY: ["interval", "monthly_by", "count", "until"],
  YEARLY: ["interval", "count", "until"],
};

export default function mount(root) {
  const frequency = root.querySelector("[name=frequency]");
  const show = () => {
    for (const name of ASKED.WEEKLY.concat("monthly_by")) {
      const part = root.querySelector(`[name=${name}]`)?.closest(".f");
      if (part) part.hidden = !ASKED[frequency.value].includes(name);
    }
  };
  frequency.addEventListener("change", show);
  show();
}
