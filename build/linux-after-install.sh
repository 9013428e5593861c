#!/bin/bash
# After installing the deb. ${executable} and ${sanitizedProductName} are filled in by electron-builder, whose own script
# this follows but for one point: the sandbox helper.

app='/opt/${sanitizedProductName}'

if type update-alternatives >/dev/null 2>&1; then
    if [ -L '/usr/bin/${executable}' ] && [ -e '/usr/bin/${executable}' ] && [ "$(readlink '/usr/bin/${executable}')" != '/etc/alternatives/${executable}' ]; then
        rm -f '/usr/bin/${executable}'
    fi
    update-alternatives --install '/usr/bin/${executable}' '${executable}' "$app/${executable}" 100 || ln -sf "$app/${executable}" '/usr/bin/${executable}'
else
    ln -sf "$app/${executable}" '/usr/bin/${executable}'
fi

# Always setuid. The builder's script asks, as root, whether user namespaces work; they always do for root, but since
# Ubuntu 24.04 not for users, and then the app would start only where the AppArmor profile below could be installed.
chmod 4755 "$app/chrome-sandbox" || true

if hash update-mime-database 2>/dev/null; then
    update-mime-database /usr/share/mime || true
fi
if hash update-desktop-database 2>/dev/null; then
    update-desktop-database /usr/share/applications || true
fi

# AppArmor knows the profile's abi 4.0 from Ubuntu 24.04 on; older ones need no profile.
if apparmor_status --enabled >/dev/null 2>&1; then
    profile="$app/resources/apparmor-profile"
    target='/etc/apparmor.d/${executable}'
    if apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
        cp -f "$profile" "$target"
        # Images are built in a chroot, where there is no running AppArmor to tell.
        if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; } && hash apparmor_parser 2>/dev/null; then
            apparmor_parser --replace --write-cache --skip-read-cache "$target"
        fi
    else
        echo 'Skipping the AppArmor profile: this version of AppArmor does not support it'
    fi
fi
