variable "security_group_id" {
  type = string
}

variable "sources" {
  type        = list(string)
  description = "CIDR blocks that may connect with SSH."
}

resource "alicloud_security_group_rule" "ssh" {
  for_each          = toset(var.sources)
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  security_group_id = var.security_group_id
  cidr_ip           = each.value
}
