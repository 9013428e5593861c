export const WallScreen = () => <main className="min-h-0 grow" />;
