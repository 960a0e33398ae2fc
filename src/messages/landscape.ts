/** What the panel says of the landscape. */
export const landscape = {
  'panel.landscape': 'landscape',
  'panel.landscape.title': 'Landscape',
  'panel.path': 'path',
  'panel.landscape.label':
    'Loss over {0} and {1}, with the path of the run. At step {2}: {0} = {3}, {1} = {4}.',
  'panel.landscape.labelOf':
    '{5} over {0} and {1}, with the path of the run. At step {2}: {0} = {3}, {1} = {4}.',
  'panel.landscape.label.loss': 'The loss is {0}.',
  'panel.landscape.waiting': 'Computing the landscape…',
  'panel.landscape.atEnd': 'This plane is known once the run has ended.',
  'panel.landscape.absent': 'The landscape could not be computed.',
  'panel.landscape.notKept': 'No landscape was kept: run again to see it.',
  'panel.landscape.start': 'start',
  'panel.landscape.minimum': 'minimum',
  'panel.landscape.cursor': 'step {0}',
  'panel.landscape.scale': '{2} {0} to {1}',
  'panel.landscape.scale.log': '{2} {0} to {1}, log',
  'panel.landscape.show': 'Show',
  'panel.landscape.downhill': 'straight downhill',
  'panel.landscape.stepTaken': 'the step taken',
  'panel.landscape.labels': 'loss on contour lines',
  'panel.landscape.keys':
    'Wheel: zoom · drag: move · double click: all · with the focus + − 0 ← → ↑ ↓',
  'panel.landscape.whole': 'Show all',
  'panel.landscape.notToScale': 'not to scale',
  'panel.landscape.scaled': 'Its direction on this map, at a length that can be read.',
  'panel.landscape.ellipse':
    'The effective learning rate in each direction: a circle where all are alike. Not to scale.',
  'panel.landscape.notFinite': 'not finite',
  'panel.landscape.varies': 'The loss of step {0}: each step has a loss of its own.',
  'panel.landscape.slice': 'A slice: the other coordinates ({0}) are as at step {1}.',
  'panel.landscape.explained': '{0} % of the path’s variance lies in this plane.',
  'panel.landscape.offPlane':
    'At step {0} θ lies {1} off it: the slice goes through θ, the path is projected.',
  'panel.landscape.plane': 'Plane of the landscape',
  'panel.landscape.plane.principal': 'principal components of the path',
  'panel.landscape.plane.coordinates': 'two coordinates',
  'panel.landscape.component': 'PC {0}',
  'panel.landscape.across': 'Coordinate across',
  'panel.landscape.upwards': 'Coordinate upwards',
} as const;
