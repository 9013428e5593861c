import { beforeEach, expect, test } from 'vitest';
import { closePanel, showPanel, useNavigation, visitPanel } from './navigation.ts';

const shown = () => {
  const { panel, panelTopic } = useNavigation.getState();
  return [panel, panelTopic];
};
beforeEach(() => showPanel(null));

test('a panel that is visited goes back to the one before, through all its pages', () => {
  showPanel('compare', 'cp_1');
  visitPanel('settings', 'fal');
  showPanel('settings', 'money');
  expect(shown()).toEqual(['settings', 'money']);
  closePanel();
  expect(shown()).toEqual(['compare', 'cp_1']);
  closePanel();
  expect(shown()).toEqual([null, null]);
});

test('a panel that was shown in its own right goes back to none', () => {
  showPanel('compare');
  visitPanel('settings');
  showPanel('verdicts');
  closePanel();
  expect(shown()).toEqual([null, null]);
  visitPanel('settings');
  closePanel();
  expect(shown()).toEqual([null, null]);
});
