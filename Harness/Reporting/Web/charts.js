// What report.html and render-charts.mjs share: the series that ECharts lacks, and the two themes.
(function (root) {
  'use strict';

  // Points [x, low, high] → one polygon around them all.
  function band(params, api) {
    if (params.dataIndexInside !== 0) return undefined;
    var upper = [], lower = [];
    for (var i = 0; i < params.dataInsideLength; i++) {
      var x = api.value(0, i);
      var high = api.coord([x, api.value(2, i)]), low = api.coord([x, api.value(1, i)]);
      if (!isFinite(high[1]) || !isFinite(low[1])) continue;
      upper.push(high);
      lower.unshift(low);
    }
    return { type: 'polygon', silent: true, shape: { points: upper.concat(lower) }, style: { fill: api.visual('color'), opacity: 0.16 } };
  }

  // [low, row, high] → ├──┤. On a logarithmic axis a bound at or below zero lies beyond the left edge: the line runs there without an end cap.
  function whisker(params, api) {
    var from = api.coord([api.value(0), api.value(1)]), to = api.coord([api.value(2), api.value(1)]);
    var bounded = isFinite(from[0]), x0 = bounded ? from[0] : params.coordSys.x, y = to[1], tick = 6;
    var line = function (x1, y1, x2, y2) {
      var style = { stroke: api.visual('color'), lineWidth: 2, fill: 'none' };
      return { type: 'line', shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: style };
    };
    var lines = [line(x0, y, to[0], y), line(to[0], y - tick, to[0], y + tick)];
    if (bounded) lines.push(line(x0, y - tick, x0, y + tick));
    return { type: 'group', silent: true, children: lines };
  }

  // By default, ECharts writes out every zero of 1e-18 and covers the name of the axis.
  function tick(value) {
    var size = Math.abs(value), short = Number(value.toPrecision(Number.isInteger(value) ? 12 : 6));
    if (size !== 0 && (size < 1e-4 || size >= 1e7)) return short.toExponential().replace('e+', 'e');
    var parts = String(short).split('.');
    parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, ',');
    return parts.join('.');
  }

  function theme(ink, quiet, grid, card) {
    var axis = {
      axisLine: { lineStyle: { color: quiet } }, axisTick: { lineStyle: { color: quiet } }, axisLabel: { color: ink },
      nameTextStyle: { color: ink }, splitLine: { lineStyle: { color: grid } }, minorSplitLine: { lineStyle: { color: grid } }
    };
    var numbers = Object.assign({}, axis, { axisLabel: { color: ink, formatter: tick } });
    return {
      backgroundColor: 'transparent',
      // No quotes: the SVG renderer writes the name into an attribute as it is.
      textStyle: { fontFamily: 'system-ui, -apple-system, Segoe UI, Roboto, Arial, sans-serif' },
      legend: {
        textStyle: { color: ink }, inactiveColor: quiet,
        pageTextStyle: { color: ink }, pageIconColor: ink, pageIconInactiveColor: quiet
      },
      valueAxis: numbers, logAxis: numbers, categoryAxis: axis,
      visualMap: { textStyle: { color: ink } },
      tooltip: { backgroundColor: card, borderColor: quiet, textStyle: { color: ink, fontSize: 13 } }
    };
  }

  function install(echarts) {
    echarts.registerCustomSeries('band', band);
    echarts.registerCustomSeries('whisker', whisker);
    echarts.registerTheme('light', theme('#24292f', '#8c959f', '#e4e8ec', '#ffffff'));
    echarts.registerTheme('dark', theme('#e6edf3', '#6e7681', '#2b323b', '#161b22'));
  }

  if (typeof module === 'object' && module.exports) module.exports = install;
  else root.installCharts = install;
})(this);
