/** A contact sheet: one picture, or an MP4 in which all takes play in a grid. */
export const sheetForms = ['image', 'video'] as const;
export type SheetForm = (typeof sheetForms)[number];
