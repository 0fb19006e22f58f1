/* lazy: the graph of an analysis; a bar leads to the list of its rows */

import {
  ArcElement, BarController, BarElement, CategoryScale, Chart, Filler, Legend, LinearScale, LineController, LineElement,
  PieController, PointElement, Tooltip,
} from "chart.js";

Chart.register(
  ArcElement, BarController, BarElement, CategoryScale, Filler, Legend, LinearScale, LineController, LineElement,
  PieController, PointElement, Tooltip,
);

const HUES = ["--ore", "--av7", "--av3", "--av4", "--av5", "--av6", "--st2", "--av1", "--vein", "--st1", "--av2", "--av8"];

function sets(values, kind, colour) {
  return values.series.map((one, at) => ({
    label: one.label,
    data: one.data,
    backgroundColor: kind === "pie" ? one.data.map((_value, place) => colour(HUES[place % HUES.length])) : colour(HUES[at % HUES.length]),
    borderColor: kind === "line" ? colour(HUES[at % HUES.length]) : colour("--card"),
    borderWidth: kind === "line" ? 2 : 1,
    borderRadius: kind === "bar" ? 3 : 0,
  }));
}

function options(root, values, colour) {
  const { kind } = root.dataset;
  const isMany = values.series.length > 1;
  const axis = { ticks: { color: colour("--muted") }, grid: { color: colour("--line") }, stacked: isMany && kind === "bar" };
  const { lang } = document.documentElement;
  const compact = new Intl.NumberFormat(lang, { notation: "compact" });
  // The browser writes "500 K" in Romanian; every other header here says "500 mii".
  const short = (value) => (lang === "ro" ? compact.format(value).replace("K", "mii") : compact.format(value));
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 180 },
    scales: kind === "pie" ? {} : { x: { ...axis, grid: { display: false } }, y: { ...axis, beginAtZero: true, ticks: { ...axis.ticks, callback: (value) => short(value) } } },
    plugins: {
      legend: { display: isMany || kind === "pie", labels: { color: colour("--ink"), boxWidth: 12 } },
      tooltip: { callbacks: { label: ({ datasetIndex, dataIndex }) => `${values.series[datasetIndex].label}: ${values.series[datasetIndex].texts[dataIndex]}` } },
    },
    onHover: (event, found) => { event.native.target.style.cursor = found.length ? "pointer" : ""; },
    onClick: (_event, [found]) => {
      const url = found && values.series[found.datasetIndex].urls[found.index];
      if (url) location.assign(root.dataset.path + url);
    },
  };
}

export default function mount(root) {
  const values = JSON.parse(root.dataset.values);
  const { kind } = root.dataset;
  let drawn;
  const draw = () => {
    drawn?.destroy();
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    Chart.defaults.font.family = style.getPropertyValue("--font");
    const data = { labels: values.labels, datasets: sets(values, kind, colour) };
    drawn = new Chart(root.querySelector("canvas"), { type: kind, data, options: options(root, values, colour) });
  };
  const watcher = new MutationObserver(draw);
  watcher.observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  draw();
  return () => {
    watcher.disconnect();
    drawn.destroy();
  };
}
