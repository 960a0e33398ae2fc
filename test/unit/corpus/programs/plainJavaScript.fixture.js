// Old-fashioned JavaScript: var, function expressions and a module object.
var data = [];
for (var i = 0; i < 10; i++) data.push({ x: i / 5 - 1, y: Math.sin(i) });

var Model = {
  predict: function (p, x) {
    return p[0] + p[1] * x + p[2] * x * x;
  },
  error: function (p) {
    var self = this;
    var total = 0;
    data.forEach(function (point) {
      var difference = self.predict(p, point.x) - point.y;
      total += difference * difference;
    });
    return total / data.length;
  },
};

export function quadraticFit(p = [0.1, 0.2, 0.3]) {
  return Model.error(p);
}
