// Brings the charts of report.html to life: theme, log switch, tooltips, resizing, printing.
(function () {
  'use strict';
  installCharts(echarts);

  var root = document.documentElement;
  var systemDark = window.matchMedia('(prefers-color-scheme: dark)');
  var printing = false;
  var live = new Map(); // chart id → { chart, spec, element, log }

  function theme() {
    if (printing) return 'light';
    return root.dataset.theme || (systemDark.matches ? 'dark' : 'light');
  }

  function number(value) {
    if (typeof value !== 'number' || !isFinite(value)) return '–';
    var size = Math.abs(value);
    return size !== 0 && (size < 1e-4 || size >= 1e7) ? value.toExponential(3) : String(Number(value.toPrecision(5)));
  }

  var escape = echarts.format.encodeHTML;

  // A line's point carries mean, lowest, highest and number of seeds; a dot its value, row and seed.
  function tooltip(params) {
    var items = Array.isArray(params) ? params : [params];
    var shown = items.filter(function (item) { return item.seriesType !== 'custom'; });
    if (shown.length === 0) return '';
    var line = shown[0].seriesType === 'line', bar = shown[0].seriesType === 'bar';
    if (shown[0].seriesType === 'heatmap') shown[0].seriesName = shown[0].place || shown[0].seriesName;
    var head = line ? escape(shown[0].axisName || '') + number(shown[0].value[0]) : bar ? escape(shown[0].name) : '';
    var rows = shown.map(function (item) {
      var v = item.value, text;
      if (item.seriesType === 'line') {
        text = '<b>' + number(v[1]) + '</b>';
        if (v[4] > 1) text += ' <small>[' + number(v[2]) + ', ' + number(v[3]) + '] n = ' + v[4] + '</small>';
      } else if (item.seriesType === 'heatmap') {
        text = '<b>' + number(v[2]) + '</b>';
      } else if (item.seriesType === 'bar') {
        text = '<b>' + number(v) + ' s</b>';
      } else {
        text = (v.length > 2 ? 'seed ' + v[2] : 'mean') + ' <b>' + number(v[0]) + '</b>';
      }
      return item.marker + escape(item.seriesName) + ' ' + text;
    });
    return (head ? '<b>' + head + '</b><br>' : '') + rows.join('<br>');
  }

  // "β1 0.5, β2 0.9": the position on the plane.
  function place(option, value) {
    return option.xAxis.name + ' ' + option.xAxis.data[value[0]] + ', ' + option.yAxis.name + ' ' + option.yAxis.data[value[1]];
  }

  function optionOf(entry) {
    var option = JSON.parse(JSON.stringify(entry.spec.option));
    var xName = option.xAxis.name ? option.xAxis.name + ' ' : '';
    option.animation = !printing;
    option.animationDuration = 300;
    if (printing) delete option.dataZoom;
    if (printing && option.legend) {
      option.legend.type = 'plain'; // a printed legend cannot be paged: show all names, on two lines if necessary
      option.grid.top += 24;
    }
    if (option.dataZoom) option.grid.bottom += 26;
    if (option.tooltip) {
      option.tooltip.confine = true;
      option.tooltip.formatter = function (params) {
        if (Array.isArray(params) && params.length > 0) params[0].axisName = xName;
        if (params.seriesType === 'heatmap') params.place = place(option, params.value);
        return tooltip(params);
      };
    }
    var axis = entry.spec.logAxis && option[entry.spec.logAxis + 'Axis'];
    if (axis) {
      if (entry.log === undefined) entry.log = axis.type === 'log';
      axis.type = entry.log ? 'log' : 'value';
    }
    return option;
  }

  function draw(entry) {
    if (!entry.chart) {
      entry.chart = echarts.init(entry.element, theme(), { renderer: 'svg' });
      entry.theme = theme();
    } else if (entry.theme !== theme()) {
      entry.chart.setTheme(theme());
      entry.theme = theme();
    }
    entry.chart.setOption(optionOf(entry), true);
    entry.width = entry.element.clientWidth;
    var button = document.querySelector('button.log[data-chart="' + entry.spec.id + '"]');
    if (button) button.setAttribute('aria-pressed', String(entry.log));
  }

  function drawAll() {
    live.forEach(draw);
  }

  JSON.parse(document.getElementById('charts').textContent).forEach(function (spec) {
    var element = document.querySelector('.chart[data-chart="' + spec.id + '"]');
    live.set(spec.id, { spec: spec, element: element });
  });
  drawAll();

  var resized = new ResizeObserver(function (changes) {
    changes.forEach(function (change) {
      var entry = live.get(change.target.dataset.chart);
      if (entry.width === change.target.clientWidth) return;
      entry.width = change.target.clientWidth;
      entry.chart.resize();
    });
  });
  live.forEach(function (entry) { resized.observe(entry.element); });

  document.addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) return;
    if (button.id === 'theme') {
      root.dataset.theme = theme() === 'dark' ? 'light' : 'dark';
      drawAll();
    } else if (button.classList.contains('log')) {
      var entry = live.get(button.dataset.chart);
      entry.log = !entry.log;
      draw(entry);
    }
  });

  systemDark.addEventListener('change', drawAll);
  // The page is laid out for paper only after this event, so the width of an A4 page is given, not measured.
  function print(begins) {
    printing = begins;
    drawAll();
    live.forEach(function (entry) { entry.chart.resize({ width: begins ? 640 : 'auto' }); });
  }
  window.addEventListener('beforeprint', function () { print(true); });
  window.addEventListener('afterprint', function () { print(false); });
})();
