// stdin: [{ width, height, title, option }, …] → stdout: ["<svg …>", …]. One process draws all charts of a report.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const echarts = require('./echarts.min.js');
require('./charts.js')(echarts);

const escapeXml = text => text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

function draw({ width, height, title, option }) {
  const chart = echarts.init(null, 'light', { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...option, animation: false, backgroundColor: '#ffffff', dataZoom: undefined });
    return still(chart.renderToSVGString(), title);
  } finally {
    chart.dispose();
  }
}

// A picture needs no hover styles or data indices, and its ids must not depend on how many charts came before it.
function still(svg, title) {
  const bare = svg
    .replace(/<style\s*>[^]*?<\/style>\s*/g, '')
    .replace(/ class="zr\d+-cls-\d+"/g, '')
    .replace(/ ecmeta_\w+="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, 'zr-');
  return bare.replace(/^<svg([^>]*)>/, (_, attributes) => `<svg${attributes} role="img">\n<title>${escapeXml(title)}</title>`) + '\n';
}

const charts = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(charts.map(draw)));
