"""Values -> modals and App Home in Block Kit; imports rendering, blocks, i18n."""
