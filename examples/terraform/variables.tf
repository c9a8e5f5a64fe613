variable "region" {
  type    = string
  default = "cn-hangzhou"
}

variable "admin_cidrs" {
  description = "Networks that administrators connect from."
  type        = list(string)
  default     = ["203.0.113.0/24"]
}

variable "public_tcp_ports" {
  description = "Ports of the web tier that the internet may reach."
  type        = set(string)
  default     = ["80", "443", "9200"]
}

variable "database_password" {
  type      = string
  sensitive = true
}
