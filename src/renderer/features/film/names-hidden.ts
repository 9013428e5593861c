import { useEffect } from 'react';
import { create } from 'zustand';
import { dismissTopic } from '../../ui/toasts.tsx';

/** Whether takes are judged blind now: then nothing else in the window may say who made what. */
const useSecret = create(() => ({ hidden: false }));

export const useNamesHidden = (): boolean => useSecret(({ hidden }) => hidden);

/** Keeps names from the rest of the window for as long as `hidden` is true and the component is mounted. */
export function useHideNames(hidden: boolean): void {
  useEffect(() => {
    useSecret.setState({ hidden });
    if (hidden) dismissTopic('edit');
    return () => useSecret.setState({ hidden: false });
  }, [hidden]);
}
